"""Signing in with the login and password of the company's directory: LDAP, Active Directory.

The library is anyldap: it speaks the protocol itself, comes as a wheel, and has python-ldap's names and behaviour.
python-ldap and bonsai bind OpenLDAP's C library and come as sources only: a bare machine would need a compiler.
ldap3 is no longer kept up. Only `talk.py` knows the library.
"""
